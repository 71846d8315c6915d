/** Longer than a capture, refund or void may take in a living process, with all its calls, waits and bookings. */
export const LIVING_MS = 5 * 60_000
