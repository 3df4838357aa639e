import type { ActionContext, PageTab } from '../contract/change.ts';
import type { UiState } from '../contract/ui.ts';
import { exactly, fitted, type Line, line, lineWidth, type Span, slice, span, toText, widthOf } from '../draw/line.ts';

/** Program, open pages, home: the page in front is always seen whole. */
export function titleLine(ui: UiState, context: ActionContext): Line {
  const { session: place, size } = ui;
  const mark: Line = [
    ...(place.readOnly ? [span(' 只读 ', 'practice')] : []),
    ...(place.offline ? [span(' 断线 ', 'practice')] : []),
    ...(place.practice ? [span(' 练习 ', 'practice')] : []),
  ];
  // The end of a path is what tells one folder from another.
  const home = tail(place.home, Math.max(12, Math.floor(size.columns / 4)));
  const { member } = place;
  const badge = member ? [span(` ${fitted(member.name, Math.min(widthOf(member.name), 12))} `, 'title')] : [];
  const right: Line = [...badge, span(` ${home} `, 'titleQuiet'), ...mark];
  const room = size.columns - lineWidth(right);
  const name = span(' 报检台 ', 'title');
  const tabs = tabsIn(context.tabs(), ui.active, room - widthOf(name.text));
  return [...exactly([name, ...tabs], room, 'title'), ...right];
}

/** How much is said of a page that is not in front, the least first: only its number, its first word, all. */
const WAYS: readonly ((title: string) => string)[] = [
  () => '',
  title => ` ${title.split(' ')[0]}`,
  title => ` ${title}`,
];

function tabsIn(pages: readonly PageTab[], active: number, room: number): Line {
  const ways = pages.map(() => 0);
  const tab = (index: number): Span => {
    const { title, unsaved } = pages[index] as PageTab;
    const isFront = index === active;
    const text = `${index + 1}${isFront ? ` ${title}` : WAYS[ways[index] ?? 0]?.(title)}${unsaved ? '•' : ' '}`;
    return isFront ? span(`[${text}]`, 'tabNow') : span(` ${text} `, 'tab');
  };
  const all = (): Line => pages.map((_, index) => tab(index));
  if (lineWidth(all()) > room) return around(pages.length, active, room, tab);
  // What room is left goes to the nearest first.
  const nearest = pages.map((_, index) => index).sort((a, b) => Math.abs(a - active) - Math.abs(b - active));
  for (let way = 1; way < WAYS.length; way += 1)
    for (const index of nearest) {
      const before = ways[index] ?? 0;
      ways[index] = way;
      if (lineWidth(all()) > room) ways[index] = before;
    }
  return all();
}

/** The page in front, as many of its neighbours as there is room for, and at each end how many more there are. */
function around(count: number, active: number, room: number, tab: (index: number) => Span): Line {
  const made = (first: number, last: number): Line => [
    ...(first > 0 ? [span(`‹${first} `, 'tab')] : []),
    ...Array.from({ length: last - first + 1 }, (_, offset) => tab(first + offset)),
    ...(last < count - 1 ? [span(` ${count - 1 - last}›`, 'tab')] : []),
  ];
  let [first, last] = [active, active];
  for (let grew = true; grew; ) {
    grew = false;
    for (const [to, until] of [
      [first, last + 1],
      [first - 1, last],
    ] as const) {
      if (to < 0 || until >= count || lineWidth(made(to, until)) > room) continue;
      [first, last] = [to, until];
      grew = true;
      break;
    }
  }
  return made(first, last);
}

/** As much of the end of a text as fits into the columns. */
function tail(text: string, columns: number): string {
  const width = widthOf(text);
  return width <= columns ? text : `…${toText(slice(line(text), width - columns + 1, width))}`;
}
