import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { shapeOf } from '../../src/cli/completion/recorded.ts';
import { manPage } from '../../tools/man-page.ts';

const MACROS = /^\.(TH|SH|SS|TP|B|br|ad|nh)( |$)|^\.\\"/u;

test('the manual page has every command and option, and no text that roff would take for its own', () => {
  const lines = manPage().split('\n');
  expect(lines.filter(line => /^[.']/u.test(line) && !MACROS.test(line))).toEqual([]);
  // A hyphen that is not escaped is printed as a dash, which nobody can paste into a command line.
  expect(lines.filter(line => /(^|[^\\])--/u.test(line))).toEqual([]);
  for (const command of COMMANDS) {
    const heading = `.SS ${command.command.replaceAll('-', '\\-')}`;
    const at = lines.indexOf(heading);
    expect([command.command, at > 0]).toEqual([command.command, true]);
    const section = lines.slice(
      at + 1,
      lines.findIndex((line, index) => index > at && /^\.S[SH] /u.test(line)),
    );
    for (const name of shapeOf(command).options.keys())
      expect([heading, name, section.some(line => line.includes(`\\-\\-${name.replaceAll('-', '\\-')}\\fR`))]).toEqual([
        heading,
        name,
        true,
      ]);
  }
});
