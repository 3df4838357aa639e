import { AGREEMENT } from '../../../src/accounts/agreement.ts';
import { maskedMobile } from '../../../src/accounts/mobile.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { graphemes } from '../../../src/terminal/graphemes.ts';
import type { ActionContext } from '../../contract/change.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred, type Picture, type Placed, wrapped } from '../../draw/picture.ts';
import { chosenMark } from '../../widgets/list-rows.ts';
import { lastFirst } from '../../widgets/scrolling.ts';
import { drawText, type TextState, textState } from '../../widgets/text-state.ts';
import { type FieldName, fieldsOf, type IdentityDialog, isSecret, stepsOf } from './state.ts';

const TITLES: Readonly<Record<IdentityDialog['course'], string>> = { register: '注册', recover: '找回密码' };

const STEP_NAMES: Readonly<Record<IdentityDialog['step'], string>> = {
  type: '企业类型',
  mobile: '手机号',
  code: '短信验证码',
  agreement: '使用协议',
  person: '企业和用户',
  password: '新密码',
  done: '完成',
};

const LABELS: Readonly<Record<FieldName, string>> = {
  mobile: '手机号',
  captcha: '图形验证码',
  code: '短信验证码',
  enterprise: '企业名称',
  enterpriseCode: '企业代码',
  user: '用户名',
  name: '姓名',
  password: '密码',
  again: '再输一次',
};

const COLUMNS = 64;
const LABEL = 12;

const columnsIn = (area: Size): number => Math.min(COLUMNS, area.columns - 4);

/** The lines of the agreement, and how many of them are in view. */
export function agreementShape(area: Size): { readonly lines: number; readonly rows: number } {
  return { lines: agreementLines(columnsIn(area)).length, rows: agreementRows(area) };
}

const agreementRows = ({ rows }: Size): number => Math.max(3, rows - 4);

const agreementLines = (columns: number): readonly Line[] =>
  AGREEMENT.flatMap(text =>
    text.startsWith('◆') ? [line(text, 'section')] : wrapped(text, columns).map(each => line(each, 'panel')),
  );

export function drawIdentity(dialog: IdentityDialog, area: Size, { world }: ActionContext): Placed {
  const columns = columnsIn(area);
  const steps = stepsOf(dialog);
  const at = steps.indexOf(dialog.step) + 1;
  const title = `${TITLES[dialog.course]} ${at}/${steps.length} ${STEP_NAMES[dialog.step]}`;
  return centred(boxed(title, pictureOf(dialog, area, world.now()), columns), area);
}

function pictureOf(dialog: IdentityDialog, area: Size, now: number): Picture {
  const columns = columnsIn(area);
  switch (dialog.step) {
    case 'type':
      return typesPicture(dialog, columns);
    case 'mobile': {
      const art = dialog.captcha.lines.map(each => line(each, 'panel'));
      const fields = fieldsPicture(dialog, columns);
      const cursor = fields.cursor && { ...fields.cursor, y: fields.cursor.y + (dialog.index === 0 ? 0 : art.length) };
      const [mobile = [], captcha = []] = fields.lines;
      return { lines: [mobile, ...art, captcha], cursor };
    }
    case 'code': {
      const fields = fieldsPicture(dialog, columns);
      const notes = codeNotes(dialog, now).flatMap(each => wrapped(each, columns));
      return { ...fields, lines: [...fields.lines, [], ...notes.map(each => line(each, 'panelQuiet'))] };
    }
    case 'agreement':
      return agreementPicture(dialog, area);
    case 'person':
    case 'password':
      return fieldsPicture(dialog, columns);
    case 'done':
      return {
        lines: doneLines(dialog, now)
          .flatMap(each => wrapped(each, columns))
          .map(each => line(each, 'panel')),
      };
  }
}

function typesPicture({ joining, types, type }: IdentityDialog, columns: number): Picture {
  if (!joining.isFirst) {
    const lines = [
      joining.enterprise === '' ? '加入本单位。' : `加入 ${joining.enterprise}。`,
      '登记以后要等管理员批准，才能登录。',
    ];
    return { lines: lines.flatMap(each => wrapped(each, columns)).map(each => line(each, 'panel')) };
  }
  const rows = types.map(({ code, name }, at): Line => {
    const chosen = at === type;
    return [chosenMark(chosen), span(fitted(`${code} ${name}`, columns - 1), chosen ? 'chosen' : 'panel')];
  });
  const notes = wrapped('您是第一个：由您登记企业，您就是管理员。别的类型可以先用 codes add 增加。', columns);
  return { lines: [...rows, [], ...notes.map(each => line(each, 'panelQuiet'))], cursor: { x: 0, y: type } };
}

function fieldsPicture(dialog: IdentityDialog, columns: number): Picture {
  let cursor = { x: 0, y: 0 };
  const lines = fieldsOf(dialog).map((name, at): Line => {
    const here = at === dialog.index;
    const plain = here ? dialog.text : textState(dialog.values[name] ?? '');
    const drawn = drawText(isSecret(name) ? masked(plain) : plain, columns - LABEL - 2, here);
    if (here) cursor = { x: LABEL + 2 + drawn.caret, y: at };
    return [
      span(here ? '› ' : '  ', 'bold'),
      span(fitted(LABELS[name], LABEL), here ? 'focusLabel' : 'label'),
      ...drawn.line,
    ];
  });
  return { lines, cursor };
}

/** A dot for each character. */
function masked({ text, caret, ...rest }: TextState): TextState {
  return { ...rest, text: '•'.repeat(graphemes(text).length), caret };
}

function codeNotes({ course, mobile, resendAt, practice }: IdentityDialog, now: number): readonly string[] {
  const to = maskedMobile(mobile);
  const left = Math.max(0, Math.ceil(Math.min(resendAt - now, 60_000) / 1000));
  return [
    course === 'register'
      ? `验证码已发到 ${to}，5 分钟内有效。`
      : `${to} 是本单位成员的号码时，验证码已发到那里，5 分钟内有效。`,
    left > 0 ? `${left} 秒后可以重新发送` : '没有收到？F5 重新发送',
    ...(practice ? ['现在是练习：F8 打开练习局信箱看验证码'] : []),
  ];
}

function agreementPicture({ first: wanted }: IdentityDialog, area: Size): Picture {
  const columns = columnsIn(area);
  const all = agreementLines(columns);
  const rows = agreementRows(area);
  const first = lastFirst(wanted, rows, all.length);
  const isEnd = first + rows >= all.length;
  const foot = isEnd
    ? line('回车：我已阅读并同意；Esc 不同意，返回', 'bold')
    : line(`还有 ${all.length - first - rows} 行，回车往下看`, 'panelQuiet');
  return { lines: [...all.slice(first, first + rows), foot] };
}

function doneLines({ course, outcome, doneAt, seated }: IdentityDialog, now: number): readonly string[] {
  if (seated) return [outcome, '', 'F6：绑定手机，以后扫码登录（以后在通讯录里也可以）', '回车：完成'];
  if (course === 'register') return [outcome, '', '回车：完成'];
  const left = Math.max(0, Math.ceil(Math.min(doneAt + 4000 - now, 4000) / 1000));
  return [outcome, '', `${left} 秒后返回登录页面；回车：立即登录`];
}
