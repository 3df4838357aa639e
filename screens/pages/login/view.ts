import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { ActionContext } from '../../contract/change.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred, filled, lay, type Picture, wrapped } from '../../draw/picture.ts';
import { promptAt } from '../../widgets/prompt.ts';
import { masked } from '../../widgets/secret-text.ts';
import type { LoginPage } from './state.ts';
import { WAYS_IN } from './ways-in.ts';

const LABEL = 8;
const FIELDS = [
  { field: 'user', label: '用户名' },
  { field: 'password', label: '密码' },
] as const;

export function drawLogin(page: LoginPage, area: Size, { world }: ActionContext): Picture {
  const columns = Math.min(48, area.columns - 6);
  const enterprise = cleanLine(world.enterprise?.() ?? '');
  const above: readonly Line[] = [
    line(fitted(enterprise === '' ? '登录后开始' : enterprise, columns), 'panelQuiet'),
    [],
  ];
  const drawn = FIELDS.map(({ field, label }, at) => {
    const text = field === 'password' ? masked(page.password) : page.user;
    const isHere = field === page.field;
    const asked = promptAt({ x: LABEL, y: above.length + at }, text, columns - LABEL);
    const name = span(fitted(label, LABEL), isHere ? 'focusLabel' : 'label');
    return { isHere, cursor: asked.cursor, line: [name, ...asked.line] };
  });
  const said = page.checking
    ? [line('正在核对……', 'panelQuiet')]
    : page.wrong.flatMap(text => wrapped(text, columns).map(part => line(part, 'error')));
  const ways = WAYS_IN.map(({ label }) => label).join('  ');
  const lines: readonly Line[] = [
    ...above,
    ...drawn.map(each => each.line),
    ...(said.length > 0 ? [[], ...said] : []),
    ...(ways === '' ? [] : [[], line(fitted(ways, columns), 'panelQuiet')]),
  ];
  const cursor = drawn.find(({ isHere }) => isHere)?.cursor;
  const box = boxed('登录', { lines, ...(cursor && { cursor }) }, columns);
  return lay(filled({ lines: [] }, area), centred(box, area));
}
