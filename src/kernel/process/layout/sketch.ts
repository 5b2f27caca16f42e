export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };
/** `x`, `y` is the upper left corner; y grows downwards. */
export type Rect = Point & Size;

export type Box = Size & {
  readonly id: string;
  /** A narrow outlet under the box through which its links leave, as wide and high as a gateway. */
  readonly neck?: Size;
  /** How far from its middle lines may arrive, where that is less than its width, as on a circle. */
  readonly entryReach?: number;
};

/** One labelled arrow, from one or several boxes to one box; several sources run together before the label. */
export type Link = {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly label: Size;
  /** Leaves from the lower edge of the box, beside its neck. */
  readonly beside?: true;
  /** Keeps its boxes in one line where it lies on the longest way down. */
  readonly main?: true;
};

/** What is to be drawn, in any order: the drawing depends on ids only. */
export type Sketch = {
  readonly first: string;
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Draws detours (a box left only to where it was entered from) and loops beside their box instead of below it. */
  readonly aside: boolean;
};

/** The way of a link from one of its sources: from the edge of that box to the edge of the target. */
export type Route = { readonly link: string; readonly from: string; readonly points: readonly Point[] };

export type Drawing = Size & {
  readonly boxes: ReadonlyMap<string, Rect>;
  /** Usually one a link; two when some of its sources lie above the target and others below. */
  readonly labels: readonly { readonly link: string; readonly rect: Rect }[];
  readonly routes: readonly Route[];
};

/** A value that must be there because this code put it there. */
export function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`layout: ${String(key)} is missing`);
  return value;
}

/** Adds to the list under a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Order by UTF-16 code units, the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
