const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

// Characters that never join with a neighbour from this set: ASCII, CJK punctuation, Han, fullwidth forms, box drawing.
const LONERS = /^[\x20-\x7e\u2500-\u257f\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*$/;

/** `text` as user-perceived characters. Plain Latin and Chinese, nearly all there is, takes a short cut. */
export function graphemes(text: string): string[] {
  if (LONERS.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), part => part.segment);
}
