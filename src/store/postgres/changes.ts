/** When a row was changed, in microseconds since 1970. */
export const CHANGED = '(extract(epoch from changed_at) * 1000000)::bigint';

/** Seconds: a commit may become visible after a later one was seen. */
const OVERLAP = 30;

/** Whether a row was changed since a moment, which is the value at a place; those of the last half minute before it again. */
export const changedSince = (place: string): string =>
  `changed_at > to_timestamp(${place}::float8 / 1000000) - make_interval(secs => ${OVERLAP})`;
