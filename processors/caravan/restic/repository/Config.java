package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.chunker.Polynomial;

/** The repository's config file. */
public record Config(int version, Id id, Polynomial chunkerPolynomial) {}
