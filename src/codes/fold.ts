/** Full-width forms and capitals made alike, so that `ＡＢ（` finds `ab(`. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
