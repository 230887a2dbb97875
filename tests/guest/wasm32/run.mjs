// Runs a module with node:
//     node run.mjs MODULE.wasm [ARCHIVE]
// ARCHIVE (../programs/src/archive.rs tells its format) comes into memory behind what the module has; the exit status is the module's.
import fs from "node:fs";
import { Worker, isMainThread, workerData } from "node:worker_threads";

if (isMainThread) {
    // A thread of its own, because only so its native stack can be as large as the module's: Python may nest deep.
    const [, file, module, archive] = process.argv;
    const worker = new Worker(file, { workerData: { module, archive }, resourceLimits: { stackSizeMb: 256 } });
    worker.on("error", (error) => { console.log(`${error}`); process.exitCode = 82; });
    worker.on("exit", (status) => { process.exitCode ||= status; });
} else {
    const archive = workerData.archive ? fs.readFileSync(workerData.archive) : Buffer.alloc(0);
    let memory;
    const host = {
        write(start, length) {
            for (let bytes = new Uint8Array(memory.buffer, start, length); bytes.length > 0;) bytes = bytes.subarray(fs.writeSync(1, bytes));
        },
        exit(status) { process.exit(status); },
        nanoseconds() { return process.hrtime.bigint(); },
    };
    const { instance } = await WebAssembly.instantiate(fs.readFileSync(workerData.module), { host });
    memory = instance.exports.memory;
    const start = memory.buffer.byteLength;
    memory.grow(Math.ceil((archive.length + 1) / 65536));
    new Uint8Array(memory.buffer, start).set(archive);
    instance.exports.start(start, archive.length);
}
