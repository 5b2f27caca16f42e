import { text } from './text.ts';

export type LightLevel = 'green' | 'yellow' | 'red' | 'paused' | 'done';

/** Each level has a shape of its own, so that it can be told without seeing the colour. */
const SHAPES: Readonly<Record<LightLevel, string>> = {
  green: 'M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z',
  yellow: 'M8 1 15.5 15H.5z',
  red: 'M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z',
  paused: 'M3 2h4v12H3zM9 2h4v12H9z',
  done: 'M1 8.5 3 6.5 6.5 10 13 3l2 2-8.5 9z',
};

/** How urgent something is: shape, colour and always a word. */
export const Light = (props: {
  readonly level: LightLevel;
  /** Says more than the usual word: 还剩 3 个工作日. */
  readonly children?: string | undefined;
}) => (
  <span className={`light ${props.level}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path d={SHAPES[props.level]} />
    </svg>
    {props.children ?? text.lights[props.level]}
  </span>
);
