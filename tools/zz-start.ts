import { startInstallation } from './faults/installation.ts'
const t=performance.now()
const i = await startInstallation({web:2,workers:1,people:4}, Math.random)
console.log('started', performance.now()-t)
const u=performance.now(); await i.stop(); console.log('stopped', performance.now()-u); process.exit(0)
