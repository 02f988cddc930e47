package localdb

import "golang.org/x/sys/unix"

// machineMemory returns the machine's memory in bytes.
func machineMemory() uint64 {
	total, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		return 0
	}
	return total
}
