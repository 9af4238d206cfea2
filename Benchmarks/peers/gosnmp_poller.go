// The library gosnmp: an object with a socket for each device, kept open, and as many goroutines as requests in flight.
//
//	gosnmp_poller A|B|C TARGETS IN_FLIGHT SECONDS      the port is in $PORT; prints a line of JSON
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gosnmp/gosnmp"
)

var instances = []string{
	"1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.31.1.1.1.6.1", "1.3.6.1.2.1.31.1.1.1.10.1",
	"1.3.6.1.2.1.2.2.1.8.1", "1.3.6.1.2.1.2.2.1.14.1", "1.3.6.1.2.1.2.2.1.20.1",
	"1.3.6.1.2.1.25.3.3.1.2.196608", "1.3.6.1.2.1.25.2.3.1.6.1", "1.3.6.1.2.1.99.1.1.1.4.1001",
}
var tables = []string{"1.3.6.1.2.1.2.2", "1.3.6.1.2.1.31.1.1"}

const tableValues = 48 * 41

type tally struct{ polls, ok, varbinds atomic64 }
type atomic64 struct{ value int64 }

func (number *atomic64) add(more int) { atomic.AddInt64(&number.value, int64(more)) }
func (number *atomic64) get() int64   { return atomic.LoadInt64(&number.value) }

func isValue(pdu gosnmp.SnmpPDU) bool {
	switch pdu.Type {
	case gosnmp.NoSuchObject, gosnmp.NoSuchInstance, gosnmp.EndOfMibView, gosnmp.Null:
		return false
	}
	return true
}

func get(agent *gosnmp.GoSNMP) (int, bool) {
	reply, err := agent.Get(instances)
	if err != nil {
		return 0, false
	}
	found := 0
	for _, pdu := range reply.Variables {
		if isValue(pdu) {
			found++
		}
	}
	return found, found == len(instances)
}

func walk(agent *gosnmp.GoSNMP) (int, bool) {
	found := 0
	for _, table := range tables {
		err := agent.BulkWalk(table, func(pdu gosnmp.SnmpPDU) error {
			if isValue(pdu) {
				found++
			}
			return nil
		})
		if err != nil {
			return found, false
		}
	}
	return found, found == tableValues
}

func pass(agents []*gosnmp.GoSNMP, inFlight int, poll func(*gosnmp.GoSNMP) (int, bool), total *tally) {
	var workers sync.WaitGroup
	for worker := 0; worker < inFlight; worker++ {
		workers.Add(1)
		go func(first int) {
			defer workers.Done()
			for position := first; position < len(agents); position += inFlight {
				found, ok := poll(agents[position])
				total.polls.add(1)
				total.varbinds.add(found)
				if ok {
					total.ok.add(1)
				}
			}
		}(worker)
	}
	workers.Wait()
}

func cpuSeconds() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func connect(host string, port uint16, community string) *gosnmp.GoSNMP {
	agent := &gosnmp.GoSNMP{
		Target: host, Port: port, Community: community, Version: gosnmp.Version2c,
		Timeout: time.Second, Retries: 1, MaxRepetitions: 50, MaxOids: 60,
	}
	if err := agent.Connect(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	return agent
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: gosnmp_poller A|B|C TARGETS IN_FLIGHT SECONDS")
		os.Exit(2)
	}
	debug.SetGCPercent(400)
	workload := os.Args[1]
	text, err := os.ReadFile(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	inFlight, _ := strconv.Atoi(os.Args[3])
	limit, _ := strconv.ParseFloat(os.Args[4], 64)
	port, _ := strconv.ParseUint(setting("PORT", "161"), 10, 16)
	var agents []*gosnmp.GoSNMP
	for _, host := range strings.Fields(string(text)) {
		agents = append(agents, connect(host, uint16(port), setting("COMMUNITY", "public")))
	}
	poll := get
	if workload == "B" {
		poll = walk
	}
	if workload != "C" {
		pass(agents, inFlight, poll, &tally{})
	}
	var total tally
	start, used := time.Now(), cpuSeconds()
	for {
		pass(agents, inFlight, poll, &total)
		if workload == "C" || time.Since(start).Seconds() >= limit {
			break
		}
	}
	wall := time.Since(start).Seconds()
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"polls": total.polls.get(), "ok": total.ok.get(), "varbinds": total.varbinds.get(),
		"wall": wall, "cpu": cpuSeconds() - used,
	})
}
