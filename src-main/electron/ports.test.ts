import { expect, test } from 'vitest';
import { brokerPort, isOwnMainFrame, PORT } from './ports.ts';
import { ContentsStandIn, FrameStandIn } from './stand-in.ts';

function eventOf(sender: ContentsStandIn, senderFrame: FrameStandIn | null) {
  return { sender, senderFrame } as never;
}

const ours = new ContentsStandIn();
const isOurs = (sender: unknown) => sender === ours;

test('[SAFE-1] only the main frame of our own window, on our own page, gets a port', () => {
  const page = 'offprint-app://interface/';
  const stranger = new ContentsStandIn();
  const elsewhere = new ContentsStandIn();
  Object.assign(elsewhere, { mainFrame: new FrameStandIn('https://evil.example/', null) });
  expect(isOwnMainFrame(eventOf(ours, ours.mainFrame), isOurs)).toBe(true);
  expect(isOwnMainFrame(eventOf(ours, null), isOurs)).toBe(false);
  expect(isOwnMainFrame(eventOf(ours, new FrameStandIn(page, ours.mainFrame)), isOurs)).toBe(false);
  expect(isOwnMainFrame(eventOf(ours, new FrameStandIn(page, null)), isOurs)).toBe(false);
  expect(isOwnMainFrame(eventOf(stranger, stranger.mainFrame), isOurs)).toBe(false);
  expect(isOwnMainFrame(eventOf(elsewhere, elsewhere.mainFrame), () => true)).toBe(false);
});

test('[SAFE-1] the window and the core get the two ends of one channel', () => {
  const connected: unknown[] = [];
  const channel = () => ({ port1: 'core', port2: 'page' }) as never;
  const connect = (port: unknown) => connected.push(port);
  brokerPort(eventOf(ours, ours.mainFrame), isOurs, channel, connect);
  expect(connected).toEqual(['core']);
  expect(ours.mainFrame.posted).toEqual([{ channel: PORT, ports: ['page'] }]);
  const stranger = new ContentsStandIn();
  brokerPort(eventOf(stranger, stranger.mainFrame), isOurs, channel, connect);
  expect(connected).toHaveLength(1);
  expect(stranger.mainFrame.posted).toEqual([]);
});
