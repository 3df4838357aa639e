/** Floor: the smallest program in plain Ink that shows what is typed. */
import { render, Text, useInput } from 'ink';
import { useState } from 'react';

function Hello() {
  const [value, setValue] = useState('');
  useInput(input => setValue(before => (before + input).slice(-8)));
  return <Text>ready {value}</Text>;
}

// At the usual 30 frames a second Ink would hold every other key back.
render(<Hello />, { maxFps: 1000 });
