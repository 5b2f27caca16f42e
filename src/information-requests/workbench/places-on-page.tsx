import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { screenText as said } from './text.ts';

/** What is to be painted over, in points from the upper left corner of its page. */
export type Place = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

type Size = { readonly width: number; readonly height: number };
type Point = { readonly x: number; readonly y: number };

/** Smaller than this is a slip of the hand. */
const LEAST = 4;
/** How far one press of an arrow goes, in points. */
const STEP = 6;
const FIRST = { width: 120, height: 18 };

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** A place that lies on the page. */
export function fitted({ page, x, y, width, height }: Place, size: Size): Place {
  const [w, h] = [between(width, LEAST, size.width), between(height, LEAST, size.height)];
  return { page, width: w, height: h, x: between(x, 0, size.width - w), y: between(y, 0, size.height - h) };
}

const MOVES: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where a place goes by a key: arrows move it, with Shift they make it wider or higher; null for any other key. */
export function moved(place: Place, key: string, grows: boolean, size: Size): Place | null {
  const move = MOVES[key];
  if (!move) return null;
  const [dx, dy] = [move[0] * STEP, move[1] * STEP];
  return fitted(
    grows
      ? { ...place, width: place.width + dx, height: place.height + dy }
      : { ...place, x: place.x + dx, y: place.y + dy },
    size,
  );
}

/** The place that two corners span. */
export const spanned = (page: number, a: Point, b: Point): Place => ({
  page,
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

type Props = {
  readonly page: number;
  readonly size: Size;
  readonly picture: string;
  /** Of all pages. */
  readonly places: readonly Place[];
  readonly onChange: (places: readonly Place[]) => void;
};

/** A page as it will be given, on which places are drawn with the mouse, or put down and moved with the keyboard. */
export function PlacesOnPage({ page, size, picture, places, onChange }: Props) {
  const sheet = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const pointOf = (event: PointerEvent): Point => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: between(((event.clientX - box.left) / box.width) * size.width, 0, size.width),
      y: between(((event.clientY - box.top) / box.height) * size.height, 0, size.height),
    };
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0 || event.target instanceof SVGRectElement) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom(pointOf(event));
    setTo(null);
  };
  const end = (event: PointerEvent): void => {
    const drawn = from && spanned(page, from, pointOf(event));
    setFrom(null);
    setTo(null);
    if (drawn && drawn.width >= LEAST && drawn.height >= LEAST) onChange([...places, drawn]);
  };
  const replace = (place: Place, next: Place | null): void =>
    onChange(places.flatMap((each) => (each === place ? (next ? [next] : []) : [each])));
  const onKey = (event: KeyboardEvent, place: Place): void => {
    const removes = event.key === 'Delete' || event.key === 'Backspace';
    const next = moved(place, event.key, event.shiftKey, size);
    if (!removes && !next) return;
    event.preventDefault();
    replace(place, removes ? null : next);
  };
  const here = places.filter((place) => place.page === page);
  const drawing = from && to && spanned(page, from, to);
  const add = (): void => {
    const n = here.length;
    onChange([...places, fitted({ page, x: 72, y: 72 + n * 30, ...FIRST }, size)]);
  };
  return (
    <div className="stack tight">
      <svg
        ref={sheet}
        className="sheet"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        aria-label={said.pagePicture(page)}
        onPointerDown={begin}
        onPointerMove={(event) => from && setTo(pointOf(event))}
        onPointerUp={end}
        onPointerCancel={() => setFrom(null)}
      >
        <image href={picture} width={size.width} height={size.height} />
        {here.map((place, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a place that is moved by keys has to keep the focus
            key={i}
            {...boxOf(place)}
            className="place"
            role="button"
            tabIndex={0}
            aria-label={said.place(i + 1)}
            aria-describedby="places-keys"
            onKeyDown={(event) => onKey(event, place)}
            onDoubleClick={() => replace(place, null)}
          />
        ))}
        {drawing && <rect {...boxOf(drawing)} className="place" />}
      </svg>
      <p id="places-keys" className="soft">
        {said.placesKeys}
      </p>
      <div className="row">
        <Button onClick={add}>{said.placeAdd}</Button>
        {here.length > 0 && (
          <Button onClick={() => onChange(places.filter((place) => place.page !== page))}>{said.placesNone}</Button>
        )}
        <span aria-live="polite" className="soft">
          {said.placesCount(here.length, places.length)}
        </span>
      </div>
    </div>
  );
}

const boxOf = ({ x, y, width, height }: Place) => ({ x, y, width, height });
