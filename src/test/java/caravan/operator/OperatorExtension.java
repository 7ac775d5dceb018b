package caravan.operator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class a cluster and an operator of its own, and takes them away after it. */
final class OperatorExtension implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(OperatorExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == OperatorBench.class;
  }

  /** Closed with the class, as it is asked for before its first test. */
  @Override
  public OperatorBench resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(OURS)
        .computeIfAbsent(OperatorBench.class, _ -> OperatorBench.start(), OperatorBench.class);
  }
}
