/** The colours of the emulator's pages, as the browser prefers them. */
export const PALETTE = `
:root{color-scheme:light dark;--page:#eef1f6;--card:#fff;--text:#1d2433;--dim:#5a6478;--line:#d9dfeb;--brand:#334bff;--chosen:#f3f5ff;--tag:#fff4d6;--on-tag:#6b4e00;--bad:#ffe9ea;--on-bad:#8c1420;--ok:#17734a;--wait:#8a5a00}
@media (prefers-color-scheme:dark){:root{--page:#12141b;--card:#1c1f2a;--text:#eef0f6;--dim:#a7afc2;--line:#3a4054;--brand:#9aa7ff;--chosen:#262b45;--tag:#43370f;--on-tag:#ffe7a3;--bad:#45191e;--on-bad:#ffb9be;--ok:#63d39d;--wait:#f2c063}}
`
