import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { guardClosing } from './app/closing.ts';
import { followKeys } from './app/key-following.ts';
import { listenForKeys } from './app/key-handler.ts';
import { followLanguage } from './app/language-following.ts';
import { keepLayout } from './app/layout-keeping.ts';
import { keepNativeMenu } from './app/native-menu.ts';
import { followTheme } from './app/theme.ts';
import { warmReader } from './app/warming.ts';
import { startClient } from './client.ts';
import { queryClient } from './queries.ts';
import { followCoreEvents } from './refresh.ts';

/** Starts the interface, in the language that was chosen before this module was loaded. */
export function start(): void {
  followTheme();
  followLanguage();
  followCoreEvents();
  keepLayout();
  followKeys();
  listenForKeys();
  keepNativeMenu();
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
}
