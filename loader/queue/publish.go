package queue

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
)

// headerRoom is what a message's subject and headers may take of its size.
const headerRoom = 512

// Publish puts messages into the queue and returns when the server has stored
// them. A message that the server is not able to take is left out and told: by
// its index, with the reason. Publishing the same again is harmless: either
// the queue finds out or the worker does. It waits for a server that is away.
// Errors: Unauthorized, Unavailable.
func (q *Queue) Publish(ctx context.Context, messages []Message) (map[int]error, error) {
	refused := map[int]error{}
	left := make([]*nats.Msg, len(messages)) // nil where nothing is left to do
	for i, m := range messages {
		msg, err := q.packed(m)
		if err != nil {
			refused[i] = err
		}
		left[i] = msg
	}
	return refused, q.patiently(ctx, func() error { return q.send(ctx, left, refused) })
}

func (q *Queue) packed(m Message) (*nats.Msg, error) {
	data, err := m.Encode()
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the article cannot be packed: %w", err)
	}
	if limit := q.conn.MaxPayload(); int64(len(data))+headerRoom > limit {
		return nil, tooLarge(len(data))
	}
	msg := nats.NewMsg(q.subject())
	msg.Data = data
	msg.Header.Set(jetstream.MsgIDHeader, m.Item)
	return msg, nil
}

func tooLarge(size int) error {
	return graph.Errorf(graph.TooLarge,
		"packed, the article has %d bytes, and the queue takes no such message; raise max_payload of the NATS server and load with --retry-failed, or do so without --queue", size)
}

// send publishes what is left, all at once, and takes out of it what the
// server has answered for.
func (q *Queue) send(ctx context.Context, left []*nats.Msg, refused map[int]error) error {
	answers := make([]jetstream.PubAckFuture, len(left))
	var failed error
	for i, msg := range left {
		if msg == nil || failed != nil {
			continue
		}
		var err error
		if answers[i], err = q.js.PublishMsgAsync(msg); err != nil {
			failed = failure(err)
		}
	}
	for i, answer := range answers {
		if answer == nil {
			continue
		}
		select {
		case <-answer.Ok():
			left[i] = nil
		case err := <-answer.Err():
			if !tooLong(err) {
				failed = failure(err)
				continue
			}
			refused[i], left[i] = tooLarge(len(left[i].Data)), nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if failed != nil {
		_ = q.bind(ctx) // the stream may be gone with the server that held it
	}
	return failed
}

// tooLong reports whether a stream refused a message for its size.
func tooLong(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == 10054
}

// Waiting tells how many articles of the queue wait for a worker that reads
// with the same, how many workers hold, and how many workers ask for more.
func (q *Queue) Waiting(ctx context.Context) (waiting, held, asking int, err error) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	info, err := q.consumer.Info(ctx)
	if err != nil {
		return 0, 0, 0, failure(err)
	}
	return int(info.NumPending), info.NumAckPending, info.NumWaiting, nil //nolint:gosec // a count of messages
}
