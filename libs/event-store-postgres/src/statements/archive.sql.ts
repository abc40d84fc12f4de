/** The partitions that nothing is appended to any more, the oldest first. $1: only those wholly before this position, or null. */
export const FULL_PARTITIONS = `
  SELECT p.name, p.first_position, p.last_position, p.bytes
    FROM es.partitions p, es.head h
   WHERE NOT p.is_archived AND p.last_position < h.position AND ($1::bigint IS NULL OR p.last_position < $1::bigint)
   ORDER BY p.first_position`;

/** The steps of `migrations/archive-by-detach.ts`, in their order. $1: the partition's name. */
export const MARK_BOUNDS = `SELECT es.mark_bounds($1)`;
export const CHECK_BOUNDS = `SELECT es.check_bounds($1)`;
export const ARCHIVE_PARTITION = `SELECT es.archive_partition($1)`;
