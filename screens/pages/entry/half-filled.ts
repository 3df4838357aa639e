import type { Field } from '../../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../../src/catalogue/dialect.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { missingFields } from '../../../src/declaration/check.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { Reply } from '../../contract/change.ts';
import { ask, type QuestionDialog } from '../../dialogs/question.ts';

/** The fields that a row must have and has not, as people call them. */
export const lackingIn = (
  fields: readonly Field[],
  row: Row,
  direction: Direction,
  message: MessageName | undefined,
): string =>
  missingFields(fields, row, direction, message)
    .map(({ label }) => `【${label}】`)
    .join('');

/** Bringing another row back would add what is half filled in, in the form or in the fields of a popup: people are asked what becomes of it. */
export const askHalfFilled = (
  where: '表单' | '栏位',
  lacks: string,
  { add, giveUp }: { readonly add: Reply; readonly giveUp: Reply },
): QuestionDialog =>
  ask(
    '回填',
    [`${where}里的一行还没有填完，缺${lacks}。`],
    [{ label: '回去接着填' }, { label: '先加到列表', reply: add }, { label: '放弃这一行', reply: giveUp }],
  );
