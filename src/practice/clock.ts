const BEIJING = 8 * 3_600_000;

/** Beijing time as receipts write it, `yyyy-MM-dd HH:mm:ss`, of milliseconds since 1970. */
export function beijingTime(at: number): string {
  return new Date(at + BEIJING).toISOString().slice(0, 19).replace('T', ' ');
}

/** The day in Beijing, `yyyy-MM-dd`. */
export function beijingDay(at: number): string {
  return beijingTime(at).slice(0, 10);
}
