/** So many are read while another is looked at: the worker has always one, and one is on its way. */
const AHEAD = 2;

/**
 * What is read of each item, in the order of the items, with the next ones being read meanwhile.
 * `read` must not reject.
 */
export async function* readAhead<Item, Read>(
  items: readonly Item[],
  read: (item: Item) => Read | Promise<Read>,
): AsyncGenerator<readonly [Item, Read]> {
  const reading: (Read | Promise<Read>)[] = [];
  for (const [at, item] of items.entries()) {
    while (reading.length <= AHEAD && at + reading.length < items.length) {
      reading.push(read(items[at + reading.length]!));
    }
    yield [item, await (reading.shift() as Read | Promise<Read>)];
  }
}
