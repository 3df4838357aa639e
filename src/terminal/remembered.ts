/**
 * A function that works each thing out once and remembers it. At most `most` things: then it forgets them all and begins again,
 * so that the texts of a long day, or hostile ones, do not fill memory.
 */
export function remembered<K, V extends NonNullable<unknown>>(most: number, make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return key => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      if (known.size >= most) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
