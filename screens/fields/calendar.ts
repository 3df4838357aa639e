import { type Line, line, span } from '../draw/line.ts';
import { boxed, type Picture } from '../draw/picture.ts';

/** Lines of a month of six weeks with its heading and frame. */
export const CALENDAR_LINES = 9;

/** A month with the day under the cursor; weeks begin on Monday, as on Chinese calendars. */
export function calendarPicture(day: string): Picture {
  const [year = 2000, month = 1, date = 1] = day.split('-').map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const weeks = Math.ceil((before + days) / 7);
  const lines = Array.from(
    { length: weeks },
    (_, week): Line =>
      Array.from({ length: 7 }, (_, weekday) => {
        const at = week * 7 + weekday - before + 1;
        const text =
          at < 1 || at > days ? '    ' : at === date ? `[${String(at).padStart(2)}]` : ` ${String(at).padStart(2)} `;
        return span(text, at === date ? 'chosen' : weekday > 4 ? 'panelQuiet' : 'panel');
      }),
  );
  const place = before + date - 1;
  return boxed(
    `${year}年${month}月`,
    {
      lines: [line(' 一  二  三  四  五  六  日 ', 'panelQuiet'), ...lines],
      cursor: { x: (place % 7) * 4 + 1, y: 1 + Math.floor(place / 7) },
    },
    28,
  );
}
