export interface Order<K extends string> {
  by: K;
  down: boolean;
}

/** Sorts by a column; texts by language, numbers by size; equals keep their order. */
export function sorted<T>(rows: T[], value: (row: T) => string | number, down: boolean): T[] {
  const sign = down ? -1 : 1;
  return rows
    .map((row, i) => ({ row, i, v: value(row) }))
    .sort((a, b) => {
      const order =
        typeof a.v === "number" && typeof b.v === "number" ? a.v - b.v : String(a.v).localeCompare(String(b.v), "en");
      return sign * order || a.i - b.i;
    })
    .map(({ row }) => row);
}

/** A click on a column head: that column, and the other way when it was that column already. */
export function turned<K extends string>(order: Order<K>, by: K, firstDown: boolean): Order<K> {
  return order.by === by ? { by, down: !order.down } : { by, down: firstDown };
}
