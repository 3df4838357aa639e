let known: Intl.Segmenter | undefined;
/** Made when it is needed: that takes as long as the first picture. */
function segmenter(): Intl.Segmenter {
  known ??= new Intl.Segmenter('zh', { granularity: 'grapheme' });
  return known;
}

// Characters that never join with a neighbour from this set: Latin, punctuation, arrows, box drawing, marks, Han, fullwidth forms.
const LONERS =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2460-\u259f\u2713\u2717\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Whether each character of `text` is one that never joins with its neighbours. */
export const isPlainText = (text: string): boolean => LONERS.test(text);

/** `text` as user-perceived characters. Plain Latin and Chinese, nearly all there is, takes a short cut. */
export function graphemes(text: string): string[] {
  if (isPlainText(text)) return text.split('');
  return Array.from(segmenter().segment(text), part => part.segment);
}
