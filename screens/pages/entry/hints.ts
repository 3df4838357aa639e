import { type FieldId, fieldOf, fieldUse, labelOn } from '../../../src/catalogue/catalogue.ts';
import { HELP } from '../../../src/catalogue/help.ts';
import { SCANNED } from '../../../src/catalogue/scanned.ts';
import type { ActionContext } from '../../contract/change.ts';
import { tableFor } from '../../fields/coded.ts';
import type { FieldContext, FieldSession } from '../../fields/field-editor.ts';
import { echoOf } from '../../fields/field-session.ts';
import { ELEMENTS } from '../../layout/entry.ts';
import { POPUPS } from '../../layout/popups.ts';
import { isOffered } from '../../widgets/text-state.ts';
import { focusedContext, focusedEditor } from './focus.ts';
import { type EntryPage, messageOf } from './state.ts';
import { valueAt } from './value-path.ts';

const ELSEWHERE_HELP = `粘贴不属于这一栏的${SCANNED.map(({ label }) => label).join('、')}时，下面提出它所属的栏位：回车填入，Esc 放在此处。`;

export function helpOf(page: EntryPage, id: FieldId): readonly string[] {
  const field = fieldOf(id);
  const { max, scale } = field.size;
  const size = max === 0 ? '' : scale === undefined ? `，最长 ${max} 字` : `，最多 ${max} 位数字、${scale} 位小数`;
  const use = fieldUse(field, page.drafts.document.direction, messageOf(page)) === 'R' ? '必填' : '选填';
  return [
    `◆ ${labelOn(field, page.drafts.document.direction)}`,
    HELP[id],
    `${use}${size}${field.extras.popup ? `，弹窗：${POPUPS[field.extras.popup].title}` : ''}`,
    ...kindHelp(page),
    ...(page.popups.length > 0 ? [] : [ELSEWHERE_HELP]),
  ];
}

/** What people must know of the field being edited before they type, beyond its line of help. */
export function hintOf(page: EntryPage, { world }: ActionContext): string | undefined {
  const fieldContext = focusedContext(page, world);
  if (!fieldContext) return undefined;
  const { id } = fieldContext.field;
  const echo = page.focus.session && echoOf(page.focus.session, fieldContext);
  if (echo !== undefined) return echo;
  const offer = page.focus.session && offerNote(page.focus.session, fieldContext);
  if (offer !== undefined) return offer;
  const table = tableFor(fieldContext);
  if (table && !table.loaded) return `${table.title}代码表没有装入，按形式填写；装入后可以检索：codes import`;
  const of = ELEMENTS[id];
  const code = of && valueAt(page, of);
  const elements = typeof code === 'string' ? world.codes.elementsOf(code) : [];
  return elements.length > 0 ? `申报要素：${elements.map(({ name }) => name).join('、')}` : undefined;
}

/** What is offered behind the cursor, and how it is taken. */
function offerNote({ text, asked }: FieldSession, context: FieldContext): string | undefined {
  if (!isOffered(text)) return undefined;
  const name = tableFor(context)?.get(text.text)?.name;
  const whole = name === undefined ? text.text : `${text.text} ${name}`;
  return `【${context.field.label}】可填 ${whole}：${asked ? '回车' : '→ 或离开'}收下，打字替换，Esc 不要`;
}

function kindHelp(page: EntryPage): readonly string[] {
  const kind = focusedEditor(page);
  if (!kind) return [];
  if (kind.matches)
    return [
      '输入代码、名称或其一部分、全拼或首字母，下面列出符合的，近来用过的在前；↓ 进入列表，回车选定。F4 列出全部。',
      '只有一个完全符合，或只剩一个时，回车、Tab 就选定它；其余的原样保留并标出。',
    ];
  if (kind.contexts.includes('date'))
    return [
      '22 是离今天最近的 22 日，31 只算有 31 日的月份；1022、10-22 是最近的 10 月 22 日；171022、20171022、+3、-1、昨、今、明都可以。',
      '旁边显示是哪一天，离开时填入。空格选今天并打开日历，方向键选日期。',
    ];
  if (kind.contexts.includes('flag')) return ['空格选中，再按一次取消。'];
  return [];
}
