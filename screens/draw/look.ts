/**
 * The looks of the program as SGR parameters. Colours only add: focus, faults and titles can be told apart without any,
 * by reverse, underline, bold and their marks (`*`, `✗`, brackets).
 */
// biome-ignore format: table
export const LOOKS = {
  plain:     '',
  bold:      '1',
  quiet:     '90',
  label:     '37',
  value:     '97',
  empty:     '90',
  title:     '1;97;44',
  titleQuiet:'37;44',
  tab:       '37;44',
  tabNow:    '1;30;106',
  practice:  '1;30;103',
  section:   '1;96',
  rule:      '90',
  focus:     '1;97;44',
  focusLabel:'1;96',
  caretField:'4;97;44',
  suggested: '2;4;97;44',
  chosen:    '7',
  key:       '1;96',
  good:      '92',
  warning:   '93',
  error:     '1;91',
  errorField:'4;91',
  border:    '96',
  panel:     '97',
  panelQuiet:'90',
} as const;

export type Look = keyof typeof LOOKS;
