/**
 * The looks of the program as SGR parameters. Colours only add: focus, faults and titles can be told apart without any,
 * by reverse, underline, bold and their marks (`*`, `✗`, brackets). Text has the terminal's own colour: people work on white too.
 */
// biome-ignore format: table
export const LOOKS = {
  plain:      '',
  bold:       '1',
  quiet:      '90',
  label:      '',
  value:      '1',
  empty:      '90',
  title:      '1;97;44',
  titleQuiet: '37;44',
  tab:        '37;44',
  tabNow:     '1;30;106',
  practice:   '1;30;103',
  section:    '1;36',
  rule:       '90',
  focus:      '1;97;44',
  focusLabel: '1;36',
  caretField: '4;97;44',
  selected:   '7;97;44',
  suggested:  '4;37;44',
  chosen:     '7',
  code:       '97;40',
  mark:       '1;7',
  key:        '1;36',
  good:       '32',
  warning:    '33',
  error:      '1;31',
  errorField: '4;31',
  border:     '36',
  panel:      '',
  panelQuiet: '90',
} as const;

export type Look = keyof typeof LOOKS;
