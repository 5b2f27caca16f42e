import { Component, type ReactNode } from 'react';
import { Button } from './kit/button.tsx';
import { Notice } from './kit/notice.tsx';
import { text } from './text.ts';

type Props = { readonly children: ReactNode };

/** Catches what a screen throws while it is drawn. React offers this to classes only. */
export class Crashed extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="alone stack">
        <Notice tone="wrong">
          <h1>{text.problems.crashed}</h1>
          <p>{text.problems.crashedHint}</p>
          <div className="row">
            <Button onClick={() => location.reload()}>{text.reload}</Button>
          </div>
        </Notice>
      </main>
    );
  }
}
