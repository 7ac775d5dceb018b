package caravan.storage;

import caravan.restic.Id;
import java.util.Base64;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Sends the SHA-256 of every file along, which costs nothing where it is the file's name. Buckets
 * with object lock refuse a put without a checksum.
 */
final class NameIsChecksum implements ExecutionInterceptor {
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (context.request() instanceof PutObjectRequest put) {
      var name = put.key().substring(put.key().lastIndexOf('/') + 1);
      if (Id.isId(name)) {
        var hash = Base64.getEncoder().encodeToString(Id.parse(name).toBytes());
        return put.toBuilder().checksumSHA256(hash).build();
      }
      return put.toBuilder().checksumAlgorithm(ChecksumAlgorithm.SHA256).build();
    }
    return context.request();
  }
}
