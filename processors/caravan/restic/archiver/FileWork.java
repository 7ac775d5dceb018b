package caravan.restic.archiver;

/** What a worker takes from the queue. */
sealed interface FileWork permits FileTask, LargeFile {}
