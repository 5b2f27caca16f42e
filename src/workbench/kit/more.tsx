import { useEffect, useRef } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';

/** Loads the next page when its button comes into sight, or is pressed. */
export function More({ onMore, busy }: { readonly onMore: () => void; readonly busy: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const place = ref.current;
    if (!place) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: '200px' },
    );
    watcher.observe(place);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={ref} className="row no-print">
      <Button kind="quiet" busy={busy} onClick={onMore}>
        {busy ? text.loading : text.more}
      </Button>
    </div>
  );
}
