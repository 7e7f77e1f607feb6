/** How many milliseconds of the processor some work takes: unlike the time on the clock that hardly depends on what else the machine does. */
export function processorTime(work: () => void): number {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
}
