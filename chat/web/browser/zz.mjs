// zz.mjs out-prefix path... : pictures of pages at several sizes
import { chromium } from "playwright-core";
const [,, prefix, ...paths] = process.argv;
const base = process.env.U || "http://127.0.0.1:18080";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
const modes = (process.env.M || "d,p,n,k").split(",");
const conf = { d:{viewport:{width:1280,height:860}}, p:{viewport:{width:390,height:844},isMobile:true,hasTouch:true}, n:{viewport:{width:320,height:640}}, k:{viewport:{width:1280,height:860},colorScheme:"dark"} };
for (const m of modes) {
  const c = await b.newContext({locale:"zh-CN",...conf[m]}); const p = await c.newPage();
  p.on("console",x=>{ if(["error","warning"].includes(x.type())) console.log(m, x.text()); });
  if (process.env.KEY) { await p.goto(base+"/admin"); await p.locator("#key").fill(process.env.KEY); await p.locator("button.main").click(); await p.locator(".console").waitFor(); }
  let i=0; for (const path of paths) { await p.goto(base+path); await p.waitForTimeout(400); await p.screenshot({path:`${prefix}-${m}${i++}.png`, fullPage: !process.env.VIEW}); }
  await c.close();
}
await b.close();
