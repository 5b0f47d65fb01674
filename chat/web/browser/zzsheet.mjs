import { chromium } from "playwright-core"; import { writeFileSync } from "node:fs";
const [,, out, h, ...files] = process.argv;
const html = `<body style="margin:0;background:#c33;display:flex;gap:8px;width:max-content">${files.map(f=>`<img src="file://${f}" style="max-height:${h}px;align-self:flex-start">`).join("")}</body>`;
writeFileSync("/tmp/console/show/sheet.html", html);
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
const p = await b.newPage({viewport:{width:2000,height:+h}}); await p.goto("file:///tmp/console/show/sheet.html");
const box = await p.evaluate(()=>[document.body.scrollWidth, document.body.scrollHeight]);
await p.setViewportSize({width:Math.min(box[0],3000),height:Math.min(box[1],2000)}); await p.screenshot({path:out}); await b.close();
