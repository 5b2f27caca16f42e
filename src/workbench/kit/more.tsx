import { useEffect, useRef } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';

type Props = { readonly onMore: () => void; readonly busy: boolean; readonly onDemand?: boolean };

/** Loads the next page when its button comes into sight, or is pressed; `onDemand`: only then. */
export function More({ onMore, busy, onDemand = false }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const place = ref.current;
    if (!place || onDemand) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: '200px' },
    );
    watcher.observe(place);
    return () => watcher.disconnect();
  }, [onDemand]);
  return (
    <div ref={ref} className="row no-print">
      <Button kind="quiet" busy={busy} onClick={onMore}>
        {busy ? text.loading : text.more}
      </Button>
    </div>
  );
}
