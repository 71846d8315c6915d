/**
 * The parts' own looks. They hold where an element has no class of the shop's, above a reset of all buttons, and take the page's
 * ink and font; every colour and measure is a custom property of the shop's.
 */
const on = (name: string): string => `[data-aplazame-look~=${name}][data-aplazame-look]`
const BUTTON = "font:inherit;font-weight:600;line-height:1.3;cursor:pointer;text-decoration:none;text-align:center;border-radius:var(--aplazame-radius,8px);padding:var(--aplazame-padding,12px 20px)"
const PALE = "color-mix(in srgb,currentColor 22%,transparent)"

export const STYLES = [
  `${on("button")}{${BUTTON};display:inline-block;border:1px solid transparent;background:var(--aplazame-accent,#1f4fd8);color:var(--aplazame-on-accent,#fff)}`,
  `${on("button")}:hover:enabled,a${on("button")}:hover{background:var(--aplazame-accent-hover,#173da8)}`,
  `${on("button")}:disabled{opacity:.65;cursor:default}`,
  `${on("second")}{${BUTTON};display:inline-block;border:1px solid ${PALE};border-color:var(--aplazame-line,${PALE});background:transparent;color:inherit}`,
  `${on("button")}:focus-visible,${on("second")}:focus-visible{outline:3px solid var(--aplazame-focus,#8aa6f5);outline-offset:2px}`,
  `${on("panel")}{position:relative;margin:var(--aplazame-gap,16px) 0;padding:16px 20px;border:1px solid var(--aplazame-line,${PALE});border-left:4px solid var(--aplazame-tone,${PALE});border-radius:var(--aplazame-radius,8px);text-align:start;overflow-wrap:anywhere}`,
  `${on("good")}{--aplazame-tone:var(--aplazame-good,#12805c)}`,
  `${on("wait")}{--aplazame-tone:var(--aplazame-wait,#b7791f)}`,
  `${on("bad")}{--aplazame-tone:var(--aplazame-bad,#c5281c)}`,
  `${on("panel")}[hidden]{display:none}`,
  `${on("heading")}{margin:0 0 6px;font-size:1.125em;font-weight:700;line-height:1.3}`,
  `${on("message")}{margin:0 0 6px;line-height:1.5}`,
  `${on("close")}{position:absolute;top:8px;inset-inline-end:8px;font:inherit;font-size:1.25em;line-height:1;padding:6px 10px;border:0;background:none;color:inherit;cursor:pointer}`,
  `${on("steps")}{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}`,
].join("")
