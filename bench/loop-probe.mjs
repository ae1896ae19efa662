// Imported into a measured program: tells on demand how long its event loop was held since it was asked last.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
process.on('message', (message) => {
  if (message !== 'loop') return;
  process.send?.({ longest: delays.max / 1e6, p99: delays.percentile(99) / 1e6 });
  delays.reset();
});
process.channel?.unref();
