import { text } from '../text.ts';

export type Shown = 'green' | 'yellow' | 'red' | 'paused' | 'done';

/** Each light has a shape of its own: colour is never the only sign. */
const SHAPES: Readonly<Record<Shown, string>> = {
  green: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  yellow: 'M6 1l5.2 9.6H.8z',
  red: 'M1 1h10v10H1z',
  paused: 'M2 1h3v10H2zm5 0h3v10H7z',
  done: 'M1.2 6.4 2.6 5l2.2 2.2L9.4 2.4l1.4 1.4-6 6.2z',
};

/** A light with its word; `children` says it more exactly, e.g. the days left. */
export const Light = ({ light, children }: { readonly light: Shown; readonly children?: string }) => (
  <span className={`light ${light}`} title={text.lightTitles[light]}>
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <path d={SHAPES[light]} />
    </svg>
    {children ?? text.lights[light]}
  </span>
);

export const Provisional = () => (
  <span className="tag warn" title={text.provisionalHint}>
    {text.provisional}
  </span>
);
