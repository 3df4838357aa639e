import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { takeText } from '../../src/declaration/read.ts';
import { cleanLine } from '../../src/text.ts';
import { UNITS } from '../layout/entry.ts';
import { meant as meantCode } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN, PLAIN_WITH_POPUP } from './plain.ts';

const FIGURES = /^[\d\s.,+-]*$/u;
const WORD = /^[\p{L}\p{M}\d\s.,+-]*$/u;
/** Figures, and behind them the word of a unit. */
const WITH_UNIT = /^([\d\s.,+-]*\d[.]?)\s*(\p{L}[\p{L}\p{M}\s.]*)$/u;

interface Measured {
  readonly figures: string;
  readonly word: string;
}

function measured(text: string): Measured | undefined {
  const [, figures, word] = WITH_UNIT.exec(text.normalize('NFKC').trim()) ?? [];
  return figures === undefined || word === undefined ? undefined : { figures, word: word.trim() };
}

/** The field beside this one that holds its unit, with what is around it. */
function unitContext(context: FieldContext): FieldContext | undefined {
  const id = UNITS[context.field.id];
  const unit = id && fieldOf(id);
  return unit && unit.use[context.direction] !== '-' ? { ...context, field: unit } : undefined;
}

/** The unit that stands behind the figures; its `extra.figures` are those. */
function unitIn(text: string, context: FieldContext): CodeRow | undefined {
  const typed = measured(text);
  const unit = typed && unitContext(context);
  const row = unit && meantCode(typed.word, unit);
  return row && { ...row, extra: { ...row.extra, figures: typed.figures } };
}

/** A number: letters are refused as they are typed, but for the word of a unit where the unit's field stands beside it. */
export const AMOUNT: FieldEditor = {
  ...PLAIN,
  refuses(text, context) {
    const plain = text.normalize('NFKC');
    const unit = unitContext(context);
    if ((unit ? WORD : FIGURES).test(plain)) return undefined;
    return `【${context.field.label}】只填数字${unit ? `，后面可以跟${unit.field.label}，如 100${unit.field.kind === 'code' ? '千克' : ''}` : ''}`;
  },
  meant: unitIn,
  assignments(row, context) {
    const unit = unitContext(context);
    const value = takeText(context.field, row.extra.figures ?? '', context.direction);
    return [{ id: context.field.id, value }, ...(unit ? [{ id: unit.field.id, value: row.code }] : [])];
  },
  take(text, context) {
    const value = takeText(context.field, text, context.direction);
    const word = unitContext(context) && measured(text)?.word;
    return { value, ...(word && { note: `没有“${cleanLine(word)}”这个单位，数字和单位分开填` }) };
  },
};

/** A number that a popup tells more of. */
export const AMOUNT_WITH_POPUP: FieldEditor = { ...AMOUNT, contexts: PLAIN_WITH_POPUP.contexts };
