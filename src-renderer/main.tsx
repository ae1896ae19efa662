import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './app/tokens.css';
import './app/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { guardClosing } from './app/closing.ts';
import { listenForKeys } from './app/key-handler.ts';
import { keepLayout } from './app/layout-keeping.ts';
import { followTheme } from './app/theme.ts';
import { warmReader } from './app/warming.ts';
import { startClient } from './client.ts';
import { queryClient } from './queries.ts';
import { followCoreEvents } from './refresh.ts';

followTheme();
followCoreEvents();
keepLayout();
listenForKeys();
guardClosing();
startClient();
warmReader();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
