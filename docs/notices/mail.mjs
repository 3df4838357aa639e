#!/usr/bin/env node
// Sends a notice of baojian as a mail, by the machine's sendmail: mail.mjs ADDRESS…
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const addresses = process.argv.slice(2);
const sendmail = process.env.SENDMAIL ?? '/usr/sbin/sendmail';
const notice = JSON.parse(await text(process.stdin));

// What a bureau writes must not become a line of the head.
const subject = Buffer.from(notice.subject.replace(/\s+/gu, ' ')).toString('base64');
const body = Buffer.from(`${notice.text}\n`).toString('base64').replace(/.{76}/gu, '$&\n');
const mail = [
  `To: ${addresses.join(', ')}`,
  `Subject: =?UTF-8?B?${subject}?=`,
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=UTF-8',
  'Content-Transfer-Encoding: base64',
  '',
  body,
].join('\n');

const child = spawn(sendmail, ['-i', '--', ...addresses], { stdio: ['pipe', 'inherit', 'inherit'] });
child.on('error', error => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('exit', code => {
  process.exitCode = code ?? 1;
});
child.stdin.on('error', () => {});
child.stdin.end(mail);
