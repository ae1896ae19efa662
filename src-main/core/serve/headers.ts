const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/**
 * Headers that every answer carries (SAFE-1). In the browser shell the interface may also open the
 * WebSocket of the address that it came from; no other address can be connected to.
 */
export function securityHeaders(url: URL): Record<string, string> {
  const socket = url.protocol === 'http:' ? ` ws://${url.host}` : '';
  return {
    'content-security-policy': [...POLICY, `connect-src 'self'${socket}`].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}

/** A PDF opened by itself, outside the reader, may do nothing at all (READ-8). */
export const PDF_POLICY = "default-src 'none'; sandbox";
