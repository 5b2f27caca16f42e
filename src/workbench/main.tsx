import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import './style/base.css';
import './style/kit.css';
import './style/shell.css';
import { newClient } from './use-call.ts';

// The content policy forbids code made from text; without this Zod would try and the browser would report it.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={newClient()}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
