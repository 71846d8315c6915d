import { PALETTE } from "./palette"

/** The look of the hosted page: one calm card, readable on a telephone. */
export const HOSTED_STYLE = `${PALETTE}*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;min-height:100vh;background:var(--page);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);display:grid;place-items:start center;padding:24px 12px}
main{width:100%;max-width:460px;background:var(--card);border-radius:16px;box-shadow:0 12px 40px rgba(29,36,51,.14);padding:24px;display:grid;gap:20px}
header{display:flex;align-items:center;justify-content:space-between;gap:12px}
.logo{font-size:22px;letter-spacing:-.5px;color:var(--brand)}.logo i{color:#ff5a5f;font-style:normal}
.tag{background:var(--tag);color:var(--on-tag);border-radius:99px;padding:4px 10px;font-size:12px}
h2{font-size:15px;margin:0 0 8px;color:var(--dim);font-weight:600;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0;font-size:14px;color:var(--dim);overflow-wrap:anywhere}
.total{display:flex;justify-content:space-between;align-items:baseline;border-top:1px solid var(--line);margin:12px 0 0;padding-top:12px}
.total strong{font-size:24px;color:var(--text)}
form{display:grid;gap:12px}fieldset{border:0;margin:0;padding:0;display:grid;gap:8px}legend{font-weight:600;padding:0;margin-bottom:8px}
.choice{display:flex;gap:12px;align-items:center;border:1.5px solid var(--line);border-radius:12px;padding:12px;cursor:pointer}
.choice:has(:checked){border-color:var(--brand);background:var(--chosen)}.choice input{width:18px;height:18px;margin:0;accent-color:var(--brand)}.choice small{display:block}
label{display:grid;gap:4px;font-size:14px;font-weight:600}label.choice{font-weight:400}
input:not([type=radio]){font:inherit;color:inherit;background:none;font-weight:400;padding:11px 12px;border:1.5px solid var(--line);border-radius:10px;width:100%}
:focus-visible{outline:3px solid #9fb0ff;outline-offset:1px}
small{color:var(--dim);font-weight:400;font-size:12.5px}.card{display:grid;grid-template-columns:2fr 1fr 1fr;gap:8px}
@media (max-width:440px){.card{grid-template-columns:1fr 1fr}.card label:first-child{grid-column:1/-1}}
#problem{background:var(--bad);color:var(--on-bad);border-radius:10px;padding:10px 12px;margin:0}
button{font:inherit;font-weight:600;border-radius:12px;padding:13px;border:0;cursor:pointer;width:100%;margin-top:6px}
button:disabled{opacity:.55;cursor:progress}.main{background:#334bff;color:#fff}.plain{background:none;color:var(--brand)}
#waiting,#result{text-align:center;padding:16px 0}#result p{font-size:18px}
.spinner{width:40px;height:40px;border:4px solid var(--line);border-top-color:var(--brand);border-radius:50%;margin:0 auto 12px;animation:spin 1s linear infinite}
@keyframes spin{to{transform:rotate(360deg)}}@media (prefers-reduced-motion:reduce){.spinner{animation-duration:4s}}
`
