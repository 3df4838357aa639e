/** Floor: the least that a program in Node can do for a typed character. */
process.stdin.setRawMode(true);
process.stdout.write('ready');
process.stdin.on('data', chunk => process.stdout.write(chunk));
