package queue

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
)

// The stream that holds the articles, the same for every load.
const (
	streamName = "ENTENTE_ARTICLES"
	subjects   = "entente.articles."
)

// What the queue promises; DESIGN.md argues the figures.
const (
	ackWait    = 10 * time.Second
	inHands    = 100_000             // articles that all workers hold together at most
	duplicates = 5 * time.Minute     // a message id published twice within it is one message
	forgotten  = 30 * 24 * time.Hour // after which a consumer that nobody uses is removed; its articles stay
	stepTime   = 5 * time.Second
	patience   = 2 * time.Minute
)

// Options say which queue is meant, and for whom its articles are.
type Options struct {
	// URL of the NATS server: nats://host:4222, or tls://host:4222; a user and
	// password, or a token, may stand before the host. Several are parted by commas.
	URL string
	// Credentials is a file that holds the credentials, or empty: NATS's .creds, the
	// seed of an nkey, user:password, or a token.
	Credentials string
	// Reads names what reads the articles: program, list of actors, model. A worker gets
	// the articles that were published for what it reads with, and no others.
	Reads string
	// Patience is how long to wait for a server that is away; 0 means two minutes.
	Patience time.Duration
	// AckWait is how long an article stays with a worker that gives no sign of life,
	// the same for all who use the queue; 0 means ten seconds.
	AckWait time.Duration
	// Notice is told what people should know, from any goroutine; it may be nil.
	Notice func(string)
}

// Queue is a connection to the work queue. Close it.
type Queue struct {
	options  Options
	conn     *nats.Conn
	js       jetstream.JetStream
	consumer jetstream.Consumer

	mu    sync.Mutex
	held  map[*Delivery]bool
	beats sync.Once
	ended chan struct{}
}

// Open connects and finds or makes the stream and the consumer. It waits for a
// server that is away, and says so. Errors: Invalid (address, credentials, a
// stream of that name which is no work queue), Unauthorized, Unavailable.
func Open(ctx context.Context, o Options) (*Queue, error) {
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
	if o.Patience <= 0 {
		o.Patience = patience
	}
	o.AckWait = cmp.Or(o.AckWait, ackWait)
	options, err := o.connection()
	if err != nil {
		return nil, err
	}
	q := &Queue{options: o, held: map[*Delivery]bool{}, ended: make(chan struct{})}
	err = q.patiently(ctx, func() (err error) {
		if q.conn == nil {
			q.conn, err = nats.Connect(o.URL, options...)
		}
		if err != nil {
			return failure(err)
		}
		return q.bind(ctx)
	})
	if err != nil {
		q.Close()
		return nil, err
	}
	return q, nil
}

// connection turns the options into those of NATS.
func (o Options) connection() ([]nats.Option, error) {
	for server := range strings.SplitSeq(o.URL, ",") {
		u, err := url.Parse(strings.TrimSpace(server))
		if err != nil || u.Hostname() == "" || (u.Scheme != "nats" && u.Scheme != "tls") {
			return nil, graph.FieldError("queue", "The address of the queue is not one of a NATS server; write it as nats://host:4222 or tls://host:4222.")
		}
	}
	options := []nats.Option{
		nats.Name("entente"), nats.MaxReconnects(-1), nats.Timeout(stepTime), nats.IgnoreAuthErrorAbort(),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				o.Notice(fmt.Sprintf("waiting for the queue: %v", err))
			}
		}),
		nats.ReconnectHandler(func(*nats.Conn) { o.Notice("the queue is back") }),
	}
	if o.Credentials == "" {
		return options, nil
	}
	option, err := credentials(o.Credentials)
	return append(options, option), err
}

// credentials tells by its content what a file of credentials is.
func credentials(path string) (nats.Option, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, graph.FieldError("queue-credentials", "The credentials of the queue cannot be read: %v", err)
	}
	secret := strings.TrimSpace(string(content))
	user, password, pair := strings.Cut(secret, ":")
	switch {
	case secret == "":
		return nil, graph.FieldError("queue-credentials", "The file %s with the credentials of the queue is empty.", path)
	case strings.Contains(secret, "BEGIN NATS USER JWT"):
		return nats.UserCredentials(path), nil
	case strings.HasPrefix(secret, "SU") && len(secret) == 58:
		option, err := nats.NkeyOptionFromSeed(path)
		if err != nil {
			return nil, graph.FieldError("queue-credentials", "The file %s holds no seed of a user's nkey.", path)
		}
		return option, nil
	case pair:
		return nats.UserInfo(user, password), nil
	}
	return nats.Token(secret), nil
}

// bind finds or makes the stream and the consumer.
func (q *Queue) bind(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if q.js == nil {
		if q.js, err = jetstream.New(q.conn, jetstream.WithPublishAsyncTimeout(stepTime)); err != nil {
			return failure(err)
		}
	}
	stream, err := q.js.Stream(ctx, streamName)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		stream, err = q.js.CreateStream(ctx, jetstream.StreamConfig{
			Name: streamName, Subjects: []string{subjects + ">"}, Description: "Articles that wait for a worker of Entente",
			Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage, Duplicates: duplicates,
		})
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // made by another loader at the same time
			stream, err = q.js.Stream(ctx, streamName)
		}
	}
	if err != nil {
		return failure(err)
	}
	if stream.CachedInfo().Config.Retention != jetstream.WorkQueuePolicy {
		return graph.Errorf(graph.Invalid, "the stream %s on the NATS server is not a work queue; remove it, and it is made anew", streamName)
	}
	q.consumer, err = stream.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: q.token(), FilterSubject: q.subject(), Description: q.options.Reads,
		AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.options.AckWait, MaxAckPending: inHands, MaxDeliver: -1, InactiveThreshold: forgotten,
	})
	return failure(err)
}

// token stands for what reads the articles, in a subject.
func (q *Queue) token() string { return graph.Hash(q.options.Reads)[:16] }

func (q *Queue) subject() string { return subjects + q.token() }

// patiently repeats an operation while the server is away, from a quarter of a
// second up to eight, and says so, until the patience ends.
func (q *Queue) patiently(ctx context.Context, operation func() error) error {
	deadline := time.Now().Add(q.options.Patience)
	for wait := 250 * time.Millisecond; ; wait = min(2*wait, 8*time.Second) {
		err := operation()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case graph.CodeOf(err) != graph.Unavailable || time.Now().After(deadline):
			return err
		}
		q.options.Notice("waiting for the queue: " + err.Error())
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// failure puts an error of NATS into the program's own words.
func failure(err error) error {
	var untrusted *tls.CertificateVerificationError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &untrusted):
		return graph.Errorf(graph.Unauthorized, "nobody we trust vouches for the NATS server: %w; name the file with the certificate of who does in SSL_CERT_FILE", err)
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired), errors.Is(err, nats.ErrAuthRevoked),
		errors.Is(err, nats.ErrAccountAuthExpired), errors.Is(err, nats.ErrPermissionViolation):
		return graph.Errorf(graph.Unauthorized, "the NATS server does not let us in: %w; check the user, password or token in --queue, or the file of --queue-credentials", err)
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount):
		return graph.Errorf(graph.Invalid, "the NATS server keeps no streams: %w; start it with JetStream (nats-server -js)", err)
	}
	return graph.Errorf(graph.Unavailable, "the NATS server does not answer as it should: %w", err)
}

// Close gives back the articles that are held and ends the connection.
func (q *Queue) Close() {
	select {
	case <-q.ended:
		return
	default:
		close(q.ended)
	}
	if q.conn == nil {
		return
	}
	for _, d := range q.inHand() {
		d.forget()
		_ = d.msg.NakWithDelay(time.Second) // not at once: the server may not know yet that we ask for no more
	}
	if q.conn.IsConnected() {
		_ = q.conn.FlushTimeout(stepTime)
	}
	q.conn.Close()
}
