/**
 * What terminals send, as recorded in their manuals and terminfo entries; `\e` is Esc. Right: the chord, or the text in quotes.
 */
// biome-ignore format: table
export const TERMINALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  xterm: {
    '\\eOP': 'f1', '\\eOQ': 'f2', '\\eOR': 'f3', '\\eOS': 'f4', '\\e[15~': 'f5', '\\e[17~': 'f6', '\\e[18~': 'f7', '\\e[19~': 'f8',
    '\\e[20~': 'f9', '\\e[21~': 'f10', '\\e[23~': 'f11', '\\e[24~': 'f12',
    '\\e[1;2P': 'shift+f1', '\\e[1;5Q': 'ctrl+f2', '\\e[1;3R': 'alt+f3', '\\e[1;5S': 'ctrl+f4', '\\e[15;5~': 'ctrl+f5', '\\e[24;6~': 'ctrl+shift+f12',
    '\\eO5P': 'ctrl+f1', '\\e[17;3~': 'alt+f6', '\\e[18;8~': 'ctrl+alt+shift+f7',
    '\\e[A': 'up', '\\e[B': 'down', '\\e[C': 'right', '\\e[D': 'left', '\\eOA': 'up', '\\eOD': 'left', '\\e[H': 'home', '\\e[F': 'end', '\\eOH': 'home', '\\eOF': 'end',
    '\\e[1;5A': 'ctrl+up', '\\e[1;2D': 'shift+left', '\\e[1;3C': 'alt+right', '\\e[1;5H': 'ctrl+home', '\\e[1;6F': 'ctrl+shift+end',
    '\\e[2~': 'insert', '\\e[3~': 'delete', '\\e[5~': 'pageup', '\\e[6~': 'pagedown', '\\e[3;5~': 'ctrl+delete', '\\e[3;2~': 'shift+delete', '\\e[2;5~': 'ctrl+insert', '\\e[6;5~': 'ctrl+pagedown',
    '\\e[Z': 'shift+tab', '\t': 'tab', '\r': 'enter', '\x7f': 'backspace', '\b': 'backspace', '\\e\x7f': 'alt+backspace', '\\e\r': 'alt+enter', '\\e\t': 'alt+tab',
    '\\es': 'alt+s', '\\eS': 'alt+shift+s', '\\e1': 'alt+1', '\\e?': 'alt+?', '\\e ': 'alt+space', '\\e.': 'alt+.',
    '\x00': 'ctrl+space', '\x01': 'ctrl+a', '\x03': 'ctrl+c', '\x0b': 'ctrl+k', '\x11': 'ctrl+q', '\x13': 'ctrl+s', '\x1a': 'ctrl+z', '\x1c': 'ctrl+\\', '\x1d': 'ctrl+]', '\x1e': 'ctrl+^', '\x1f': 'ctrl+_', '\\e\x01': 'ctrl+alt+a',
    '\\eOM': 'enter', '\\eOp': "'0'", '\\eOy': "'9'", '\\eOn': "'.'", '\\eOk': "'+'", '\\eOm': "'-'", '\\eOj': "'*'", '\\eOo': "'/'", '\\eOl': "','", '\\eOX': "'='", '\\eO5k': 'ctrl++', '\\e[E': 'clear', '\\eOE': 'clear',
  },
  'xterm modifyOtherKeys': {
    '\\e[27;5;13~': 'ctrl+enter', '\\e[27;5;105~': 'ctrl+i', '\\e[27;6;73~': 'ctrl+shift+i', '\\e[27;5;9~': 'ctrl+tab', '\\e[27;6;9~': 'ctrl+shift+tab', '\\e[27;2;13~': 'shift+enter',
    '\\e[27;3;115~': 'alt+s', '\\e[27;4;83~': 'alt+shift+s', '\\e[27;5;109~': 'ctrl+m', '\\e[27;6;63~': 'ctrl+?', '\\e[27;5;47~': 'ctrl+/', '\\e[27;6;47~': 'ctrl+/', '\\e[27;5;49~': 'ctrl+1', '\\e[27;5;27~': 'ctrl+escape',
    '\\e[27;2;65~': "'A'", '\\e[27;2;47~': "'/'", '\\e[27;2;32~': "' '", '\\e[27;5;32~': 'ctrl+space', '\\e[27;5;127~': 'ctrl+backspace', '\\e[27;7;97~': 'ctrl+alt+a',
  },
  PuTTY: {
    '\\e[11~': 'f1', '\\e[12~': 'f2', '\\e[13~': 'f3', '\\e[14~': 'f4', '\\e[15~': 'f5', '\\e[21~': 'f10', '\\e[24~': 'f12', '\\e\\e[14~': 'alt+f4',
    '\\e[25~': 'f13', '\\e[26~': 'f14', '\\e[28~': 'f15', '\\e[29~': 'f16', '\\e[31~': 'f17', '\\e[34~': 'f20',
    '\\e[1~': 'home', '\\e[4~': 'end', '\\e[7~': 'home', '\\e[8~': 'end', '\\e[2~': 'insert', '\\e[3~': 'delete', '\\e\\e[A': 'alt+up', '\\e\\eOB': 'alt+down',
    '\\eOC': 'right', '\x7f': 'backspace', '\b': 'backspace', '\\es': 'alt+s', '\\e[Z': 'shift+tab', '\\eOq': "'1'", '\\eOM': 'enter',
  },
  'VTE (GNOME Terminal)': {
    '\\eOP': 'f1', '\\eOS': 'f4', '\\e[1;5P': 'ctrl+f1', '\\e[1;2R': 'shift+f3', '\\e[1;5S': 'ctrl+f4', '\\e[24;5~': 'ctrl+f12', '\\e[3;5~': 'ctrl+delete', '\\e[1;5C': 'ctrl+right', '\\e[Z': 'shift+tab', '\\es': 'alt+s', '\\eOM': 'enter',
  },
  Konsole: {
    '\\eOP': 'f1', '\\eO2P': 'shift+f1', '\\eO5S': 'ctrl+f4', '\\e[15;2~': 'shift+f5', '\\eOM': 'enter', '\\e[1;3A': 'alt+up', '\\e[3;2~': 'shift+delete', '\\e[Z': 'shift+tab', '\\ek': 'alt+k',
  },
  'kitty, level 1': {
    '\\e[27u': 'escape', '\\e[P': 'f1', '\\e[Q': 'f2', '\\e[13~': 'f3', '\\e[S': 'f4', '\\e[1;5P': 'ctrl+f1', '\\e[13;5~': 'ctrl+f3', '\\e[15~': 'f5', '\\e[24~': 'f12',
    '\\e[13;5u': 'ctrl+enter', '\\e[13;2u': 'shift+enter', '\\e[105;5u': 'ctrl+i', '\\e[9;5u': 'ctrl+tab', '\\e[9;2u': 'shift+tab', '\\e[97;5u': 'ctrl+a', '\\e[115;3u': 'alt+s', '\\e[115;4u': 'alt+shift+s', '\\e[97;6u': 'ctrl+shift+a',
    '\\e[3;5~': 'ctrl+delete', '\\e[127;5u': 'ctrl+backspace', '\\e[32;5u': 'ctrl+space', '\\e[47;6u': 'ctrl+?', '\\e[47;5u': 'ctrl+/', '\\e[49;6u': 'ctrl+!', '\\e[47:63;4u': 'alt+?', '\\e[97:65;6u': 'ctrl+shift+a',
    '\\e[1089::99;5u': 'ctrl+c', '\\e[1089:1057:99;6u': 'ctrl+shift+c', '\\e[97;;97u': "'a'", '\\e[97;2;65u': "'A'", '\\e[97:65;2u': "'A'", '\\e[49;2u': "'!'", '\\e[32;2u': "' '", '\\e[25253;1;25253:26816u': "'报' '检'",
    '\\e[57399u': "'0'", '\\e[57408u': "'9'", '\\e[57409u': "'.'", '\\e[57413u': "'+'", '\\e[57414u': 'enter', '\\e[57414;5u': 'ctrl+enter', '\\e[57400;5u': 'ctrl+1', '\\e[57417u': 'left', '\\e[57426;5u': 'ctrl+delete', '\\e[57427~': 'clear', '\\e[57363u': 'menu', '\\e[57376u': 'f13',
    '\\e[57441;2u': '', '\\e[57358u': '',
  },
  'Windows Terminal': {
    '\\eOP': 'f1', '\\eOS': 'f4', '\\e[15~': 'f5', '\\e[1;5S': 'ctrl+f4', '\\e[24;2~': 'shift+f12', '\\e[13;5u': 'ctrl+enter', '\\e[3;5~': 'ctrl+delete', '\\e[1;5A': 'ctrl+up', '\\e[Z': 'shift+tab', '\\es': 'alt+s', '\x00': 'ctrl+space',
  },
  tmux: {
    '\\eOP': 'f1', '\\eOQ': 'f2', '\\eOR': 'f3', '\\eOS': 'f4', '\\e[15~': 'f5', '\\e[24~': 'f12', '\\e[1~': 'home', '\\e[4~': 'end', '\\e[1;5S': 'ctrl+f4', '\\e[3;5~': 'ctrl+delete', '\n': 'enter', '\\e\n': 'alt+enter', '\\e[13;5u': 'ctrl+enter', '\\e[27;5;13~': 'ctrl+enter', '\\e[105;5u': 'ctrl+i', '\\es': 'alt+s', '\\e[Z': 'shift+tab',
  },
  'Linux console': {
    '\\e[[A': 'f1', '\\e[[B': 'f2', '\\e[[C': 'f3', '\\e[[D': 'f4', '\\e[[E': 'f5', '\\e[17~': 'f6', '\\e[18~': 'f7', '\\e[19~': 'f8', '\\e[20~': 'f9', '\\e[21~': 'f10', '\\e[23~': 'f11', '\\e[24~': 'f12', '\\e[25~': 'f13', '\\e[26~': 'f14',
    '\\e[1~': 'home', '\\e[4~': 'end', '\\e[2~': 'insert', '\\e[3~': 'delete', '\\e[5~': 'pageup', '\\e[6~': 'pagedown', '\\e[G': '', '\x7f': 'backspace', '\\es': 'alt+s', '\\e\t': 'alt+tab', '\r': 'enter',
  },
  rxvt: {
    '\\e[11~': 'f1', '\\e[14^': 'ctrl+f4', '\\e[23$': 'shift+f11', '\\e[23@': 'ctrl+shift+f11', '\\e[3^': 'ctrl+delete', '\\e[3$': 'shift+delete', '\\e[3@': 'ctrl+shift+delete', '\\e[7~': 'home', '\\e[8^': 'ctrl+end',
    '\\e[a': 'shift+up', '\\eOa': 'ctrl+up', '\\eOd': 'ctrl+left', '\\e[d': 'shift+left', '\\e\\e[3~': 'alt+delete', '\\e[[5~': 'pageup',
  },
};
