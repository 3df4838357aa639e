interface WatchUnit {
  /** The command line that starts this program. */
  readonly self: readonly string[];
  readonly home: string;
  readonly folder: string;
  readonly send: boolean;
  readonly every: number;
}

/** A service of systemd that watches a folder for the user who enables it; it is stopped as by Ctrl+C, between two files. */
export function unitOf({ self, home, folder, send, every }: WatchUnit): string {
  const words = [...self, '--home', home, 'watch', folder, ...(send ? ['--send'] : []), '--every', String(every)];
  return `[Unit]
Description=baojian watch ${specifiers(oneLine(folder))}
After=network-online.target

[Service]
ExecStart=${words.map(quoted).join(' ')}
KillSignal=SIGINT
SuccessExitStatus=130
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2

[Install]
WantedBy=default.target
`;
}

const oneLine = (text: string) => text.replace(/[\r\n]/gu, ' ');
const specifiers = (text: string) => text.replaceAll('%', '%%');

/** A word of ExecStart as systemd reads it: quotes, backslashes, variables and specifiers are none. */
function quoted(word: string): string {
  const escaped = specifiers(word).replace(/[\\"]/gu, '\\$&').replaceAll('\n', '\\n').replaceAll('$', '$$$$');
  return `"${escaped}"`;
}
